import * as access from './access.ts'
import * as areas from './areas.ts'
import type { Endpoint } from './endpoint.ts'
import * as facilities from './facilities.ts'
import * as facilityKeeping from './facility-keeping.ts'
import * as helpRequests from './help-requests.ts'
import * as imports from './imports.ts'
import * as map from './map.ts'
import * as register from './register.ts'
import * as registerDesk from './register-desk.ts'
import * as volunteers from './volunteers.ts'

type Values<M> = M[keyof M]
type EndpointOf<M> = Extract<Values<M>, Endpoint>
type AnyEndpoint =
  | EndpointOf<typeof access>
  | EndpointOf<typeof areas>
  | EndpointOf<typeof facilities>
  | EndpointOf<typeof facilityKeeping>
  | EndpointOf<typeof helpRequests>
  | EndpointOf<typeof imports>
  | EndpointOf<typeof map>
  | EndpointOf<typeof register>
  | EndpointOf<typeof registerDesk>
  | EndpointOf<typeof volunteers>

/** Every endpoint by its key, such as 'POST /help-requests': for typed clients, erased at run time. */
export type Contract = { [E in AnyEndpoint as `${E['method']} ${E['path']}`]: E }

const isEndpoint = (value: object): value is Endpoint =>
  'access' in value && 'path' in value && 'method' in value

/** Every endpoint there is: routes, OpenAPI and the privacy test are made from this list. */
export const endpoints: readonly Endpoint[] = [
  access,
  areas,
  facilities,
  facilityKeeping,
  helpRequests,
  imports,
  map,
  register,
  registerDesk,
  volunteers,
].flatMap((module) =>
  Object.values(module).filter((value): value is Extract<typeof value, Endpoint> => isEndpoint(value)),
)
