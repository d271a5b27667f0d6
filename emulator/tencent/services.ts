/** The codes that a service has for what it cannot read. */
interface ServiceCodes {
  /** A parameter that is missing or malformed. */
  readonly parameter: number;
  /** A body that is no JSON object, where the service and not the gateway says so. */
  readonly json: number;
}

const GROUP: ServiceCodes = { parameter: 10_004, json: 10_011 };

/** Every service of which the emulator has a command. */
const SERVICES: Readonly<Record<string, ServiceCodes>> = {
  im_open_login_svc: { parameter: 70_402, json: 70_402 },
  openim: { parameter: 90_001, json: 90_001 },
  profile: { parameter: 40_001, json: 40_001 },
  openconfigsvr: { parameter: 130_005, json: 130_001 },
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
