/** The codes that a service has for what it cannot read. */
interface ServiceCodes {
  /** A parameter that is missing or malformed. */
  readonly parameter: number;
  /** A body that is no JSON object, where the service and not the gateway says so. */
  readonly json: number;
}

const GROUP: ServiceCodes = { parameter: 10004, json: 10011 };

/** Every service of which the emulator has a command. */
const SERVICES: Readonly<Record<string, ServiceCodes>> = {
  im_open_login_svc: { parameter: 70402, json: 70402 },
  openim: { parameter: 90001, json: 90001 },
  profile: { parameter: 40001, json: 40001 },
  openconfigsvr: { parameter: 130005, json: 130001 },
  group_open_http_svc: GROUP,
  group_open_attr_http_svc: GROUP,
  group_open_avchatroom_http_svc: GROUP,
  million_group_open_http_svc: GROUP,
};

/** The service that a call belongs to. */
export function serviceOf(call: string): ServiceCodes | undefined {
  const [service = ""] = call.split("/");
  return Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
}

export function isGroupCall(call: string): boolean {
  return serviceOf(call) === GROUP;
}

/** What a call answers to a bad parameter. */
export function parameterCodeOf(call: string): number {
  return (serviceOf(call) ?? GROUP).parameter;
}
