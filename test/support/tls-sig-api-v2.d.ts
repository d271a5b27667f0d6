/** The vendor's library brings no types. */
declare module "tls-sig-api-v2/TLSSigAPIv2.js" {
  export class Api {
    constructor(sdkAppId: number, secretKey: string);
    genUserSig(userId: string, expire: number): string;
    _hmacsha256(identifier: string, time: number, expire: number, userBuf: string | null): string;
  }
}
