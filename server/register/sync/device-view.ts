import { type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterDevice } from '../../platform/schema.ts'

export type DeviceRow = Selectable<RegisterDevice> & { name: string; code: string }

type Asked = {
  areas: readonly string[]
  silent: boolean | undefined
  silentSince: Date
  after: string | undefined
  limit: number
}

const holder = sql`
  select register_device.*, auth_user.code, coalesce(volunteer.name, (select access_grant.name from access_grant
    where access_grant.account_id = register_device.account_id order by access_grant.id desc limit 1), '') as name
  from register_device
  join auth_user on auth_user.id = register_device.account_id
  left join volunteer on volunteer.account_id = register_device.account_id`

/** Phones that keep something of these areas, by id; `silent`: only those not seen since, or only those seen. */
export async function devicesIn(
  db: Database,
  {
    areas,
    silent,
    silentSince,
    after = null,
    limit,
  }: Omit<Asked, 'after'> & { after?: string | null | undefined },
): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`${holder}
    where exists (select from unnest(register_device.areas) as area where area ^@ any (${areas}::text[]))
      and (${silent ?? null}::boolean is null or ${silent ?? null}::boolean =
        (register_device.last_seen_at <= ${silentSince} and register_device.revoked_at is null))
      and (${after}::uuid is null or register_device.id > ${after}::uuid)
    order by register_device.id limit ${limit}`.execute(db)
  return rows
}

/** A phone within the scope. */
export async function readDevice(db: Database, id: string): Promise<DeviceRow | undefined> {
  const { rows } = await sql<DeviceRow>`${holder} where register_device.id = ${id}`.execute(db)
  return rows[0]
}
