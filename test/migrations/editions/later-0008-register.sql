-- The register: every resident not yet vaccinated, household by household.
-- Row-level security on every table: who sets no scope in the transaction reads and writes nothing.
-- jitasa.scope is an array of area prefixes ('{"12","100101"}', '{""}' the country), jitasa.account the account that acts.

-- Numbers changes: drawn while a subdistrict's lock is held (register/sync-store.ts), so that in one subdistrict their order
-- is the order of commits and a reader never skips one.
create sequence register_seq;

create table register_household (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  -- of the village (8 digits) where its number is known, else of the subdistrict
  area_code text not null,
  house_no text,
  landmark text,
  lon double precision,
  lat double precision,
  note text,
  -- the notice was read aloud: when, which wording, by whom
  notice_read_at timestamptz,
  notice_version text,
  notice_by uuid,
  -- field → {"s": the change that wrote it, "d": the device, "n": the device's own count}
  versions jsonb not null default '{}',
  seq bigint not null,
  made_by uuid not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  constraint register_household_pkey primary key (province_code, id),
  constraint register_household_place check (left(subdistrict_code, 2) = province_code and left(area_code, 6) = subdistrict_code)
);
comment on column register_household.house_no is 'personal';
comment on column register_household.landmark is 'personal';
comment on column register_household.lon is 'personal';
comment on column register_household.lat is 'personal';
comment on column register_household.note is 'personal';
create index register_household_by_id on register_household (id);
create index register_household_changed on register_household (subdistrict_code, seq);
create index register_household_to_empty on register_household (changed_at) where deleted_at is not null and versions <> '{}';
-- a house by its number: rows of a file, quick entry
create index register_household_numbered on register_household (subdistrict_code, house_no) where deleted_at is null;

create table register_resident (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  area_code text not null,
  household_id uuid not null,
  name text,
  -- the name as compared: without titles, spaces and marks that are often written otherwise
  name_key text,
  identity_kind text constraint register_resident_identity_kind
    check (identity_kind in ('thai', 'non-thai', 'passport', 'pink-card', 'none')),
  -- the number itself, sealed; found again by register_identity
  identity_cipher bytea,
  identity_hash bytea,
  -- ค.ศ.
  birth_year smallint,
  sex text constraint register_resident_sex check (sex in ('female', 'male', 'other')),
  nationality text,
  phone_cipher bytea,
  tags text[] not null default '{}',
  -- null: not asked yet
  wish text constraint register_resident_wish
    check (wish in ('wants', 'wants-home-area', 'undecided', 'does-not-want', 'vaccinated', 'recently-infected')),
  reasons text[] not null default '{}',
  -- dose number → {"brand", "on", "place"}, each or all unknown
  doses jsonb not null default '{}',
  dose_count smallint not null default 0,
  -- 'YYYY-MM'
  infected_month text,
  next_visit_on date,
  note text,
  -- no longer lives here; 'moved' with the area gone to, if it was said
  gone text constraint register_resident_gone check (gone in ('moved', 'died')),
  moved_to text,
  -- kept up by visits, for lists and figures
  visits integer not null default 0,
  last_visit_at timestamptz,
  first_wish text,
  versions jsonb not null default '{}',
  seq bigint not null,
  made_by uuid not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  -- is another's record by a merge
  merged_into uuid,
  constraint register_resident_pkey primary key (province_code, id),
  constraint register_resident_place check (left(subdistrict_code, 2) = province_code and left(area_code, 6) = subdistrict_code),
  constraint register_resident_identity check ((identity_cipher is null) = (identity_hash is null))
);
comment on column register_resident.name is 'personal';
comment on column register_resident.name_key is 'personal';
comment on column register_resident.identity_cipher is 'personal';
comment on column register_resident.identity_hash is 'personal';
comment on column register_resident.identity_kind is 'personal';
comment on column register_resident.birth_year is 'personal';
comment on column register_resident.sex is 'personal';
comment on column register_resident.nationality is 'personal';
comment on column register_resident.phone_cipher is 'personal';
comment on column register_resident.tags is 'personal';
comment on column register_resident.wish is 'personal';
comment on column register_resident.first_wish is 'personal';
comment on column register_resident.reasons is 'personal';
comment on column register_resident.doses is 'personal';
comment on column register_resident.dose_count is 'personal';
comment on column register_resident.infected_month is 'personal';
comment on column register_resident.next_visit_on is 'personal';
comment on column register_resident.note is 'personal';
comment on column register_resident.gone is 'personal';
comment on column register_resident.moved_to is 'personal';
create index register_resident_by_id on register_resident (id);
create index register_resident_changed on register_resident (subdistrict_code, seq);
create index register_resident_of_household on register_resident (household_id);
-- a page of a subdistrict or village in a steady order
create index register_resident_listed on register_resident (subdistrict_code, area_code, id) where deleted_at is null and merged_into is null;
create index register_resident_to_revisit on register_resident (subdistrict_code, next_visit_on)
  where next_visit_on is not null and deleted_at is null and merged_into is null and gone is null;
-- likely the same person: born in the same years, near
create index register_resident_born on register_resident (subdistrict_code, birth_year) where deleted_at is null and merged_into is null;
-- the same name, in rows of a file
create index register_resident_named on register_resident (subdistrict_code, name_key) where deleted_at is null and merged_into is null;

-- deleted or merged, and to be emptied once that can no longer be taken back
create index register_resident_to_empty on register_resident (changed_at)
  where (deleted_at is not null or merged_into is not null) and versions <> '{}';
-- died or moved away, and to be erased after the event's term
create index register_resident_gone on register_resident (changed_at)
  where gone is not null and deleted_at is null and merged_into is null;

-- Who holds an identity number: one resident in the whole country.
create table register_identity (
  identity_hash bytea not null constraint register_identity_once primary key,
  subdistrict_code text not null,
  resident_id uuid not null
);
comment on column register_identity.identity_hash is 'personal';
create index register_identity_of_resident on register_identity (resident_id);

create table register_visit (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  area_code text not null,
  resident_id uuid not null,
  at timestamptz not null,
  way text not null constraint register_visit_way check (way in ('home', 'phone', 'elsewhere')),
  said text,
  wish_before text,
  wish_after text,
  reasons text[] not null default '{}',
  next_visit_on date,
  -- the resident's first, second …, by time
  number integer not null,
  by_account uuid not null,
  versions jsonb not null default '{}',
  seq bigint not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  constraint register_visit_pkey primary key (province_code, id)
);
comment on column register_visit.said is 'personal';
comment on column register_visit.wish_before is 'personal';
comment on column register_visit.wish_after is 'personal';
comment on column register_visit.reasons is 'personal';
comment on column register_visit.next_visit_on is 'personal';
create index register_visit_by_id on register_visit (id);
create index register_visit_changed on register_visit (subdistrict_code, seq);
create index register_visit_of_resident on register_visit (resident_id, at);
create index register_visit_deleted on register_visit (deleted_at) where deleted_at is not null;

-- What has left a subdistrict (deleted, moved away, merged, erased), for phones that still hold it.
create table register_gone (
  province_code text not null,
  subdistrict_code text not null,
  seq bigint not null,
  kind text not null constraint register_gone_kind check (kind in ('household', 'resident', 'visit')),
  record_id uuid not null,
  why text not null constraint register_gone_why check (why in ('deleted', 'moved', 'merged', 'erased')),
  constraint register_gone_pkey primary key (province_code, subdistrict_code, seq)
);
-- a change of a record that is not here: did it ever leave?
create index register_gone_of_record on register_gone (record_id);

-- History of a record, append-only, sealed whole: field → before, after.
create table register_event (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  kind text not null,
  record_id uuid not null,
  at timestamptz not null,
  action text not null,
  account_id uuid,
  device_id uuid,
  changes_cipher bytea,
  constraint register_event_pkey primary key (province_code, id)
);
comment on column register_event.changes_cipher is 'personal';
create index register_event_of_record on register_event (record_id, id);

-- What was answered to a mutation of a phone: the same one again gets the same answer.
create table register_receipt (
  device_id uuid not null,
  mutation_id uuid not null,
  account_id uuid not null,
  answer jsonb not null,
  at timestamptz not null,
  constraint register_receipt_pkey primary key (device_id, mutation_id)
);
comment on column register_receipt.answer is 'personal';
create index register_receipt_old on register_receipt (at);

-- Two said different things about one field: the other value, and who settles it.
create table register_conflict (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  kind text not null,
  record_id uuid not null,
  field text not null,
  -- hard: the first value stands until somebody chooses; soft: the later one stands, this one was before
  hard boolean not null,
  value_cipher bytea not null,
  said_by uuid,
  said_at timestamptz not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  choice text constraint register_conflict_choice check (choice in ('standing', 'other')),
  constraint register_conflict_pkey primary key (province_code, id)
);
comment on column register_conflict.value_cipher is 'personal';
create index register_conflict_by_id on register_conflict (id);
create index register_conflict_open on register_conflict (subdistrict_code, made_at) where settled_at is null;
create index register_conflict_made on register_conflict (made_at);
create index register_conflict_of_record on register_conflict (record_id) where settled_at is null;

-- Somebody has moved to an area others answer for: they take the record over, or send it back.
create table register_move (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  to_area text not null,
  resident_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  outcome text constraint register_move_outcome check (outcome in ('accepted', 'refused')),
  reason text,
  constraint register_move_pkey primary key (province_code, id)
);
comment on column register_move.reason is 'personal';
create index register_move_by_id on register_move (id);
create index register_move_waiting on register_move (to_area) where decided_at is null;
create index register_move_of_resident on register_move (resident_id);
create index register_move_to_empty on register_move (decided_at) where reason is not null;

create table register_appointment (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  resident_id uuid not null,
  facility_id uuid not null,
  at timestamptz not null,
  dose smallint not null,
  state text not null constraint register_appointment_state check (state in ('booked', 'came', 'missed', 'cancelled')),
  made_by uuid not null,
  made_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  constraint register_appointment_pkey primary key (province_code, id)
);
comment on column register_appointment.dose is 'personal';
comment on column register_appointment.state is 'personal';
create index register_appointment_by_id on register_appointment (id);
create index register_appointment_of_resident on register_appointment (resident_id);
create index register_appointment_of_site on register_appointment (facility_id, at);

-- Help asked for a resident who cannot get there, and what came of it.
create table register_request (
  province_code text not null,
  help_request_id uuid not null,
  subdistrict_code text not null,
  resident_id uuid not null,
  need text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  outcome text,
  outcome_at timestamptz,
  constraint register_request_pkey primary key (province_code, help_request_id)
);
comment on column register_request.need is 'personal';
comment on column register_request.outcome is 'personal';
create index register_request_of_resident on register_request (resident_id);
create index register_request_open on register_request (made_at) where outcome is null;

-- Two residents who may be one.
create table register_twin (
  province_code text not null,
  subdistrict_code text not null,
  resident_id uuid not null,
  other_id uuid not null,
  likeness real not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  verdict text constraint register_twin_verdict check (verdict in ('same', 'different')),
  constraint register_twin_pkey primary key (province_code, resident_id, other_id)
);
create index register_twin_open on register_twin (subdistrict_code, made_at) where settled_at is null;
create index register_twin_other on register_twin (other_id);

-- Up to which change the residents of a subdistrict have been compared with those of the district, and up to which there is.
create table register_compared (
  province_code text not null,
  subdistrict_code text not null,
  seq bigint not null,
  until bigint not null,
  constraint register_compared_pkey primary key (province_code, subdistrict_code)
);
create index register_compared_waiting on register_compared (subdistrict_code) where seq < until;

create table register_merge (
  province_code text not null,
  id uuid not null,
  subdistrict_code text not null,
  kept_id uuid not null,
  gone_id uuid not null,
  -- both as they were, and the visits that went over
  before_cipher bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  constraint register_merge_pkey primary key (province_code, id)
);
comment on column register_merge.before_cipher is 'personal';
create index register_merge_by_id on register_merge (id);
create index register_merge_of on register_merge (kept_id);
create index register_merge_made on register_merge (made_at);

-- A phone or computer that keeps a part of the register.
create table register_device (
  id uuid not null constraint register_device_pkey primary key,
  account_id uuid not null,
  app_version text not null,
  areas text[] not null,
  -- records on it that are not acknowledged yet, and since when the oldest waits
  waiting integer not null,
  waiting_since timestamptz,
  -- how far its clock is ahead, in seconds
  clock_ahead integer,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid
);
create index register_device_of_account on register_device (account_id);

-- Figures per village, counted anew for the subdistricts that changed.
create table register_dirty (
  province_code text not null,
  subdistrict_code text not null,
  since timestamptz not null,
  constraint register_dirty_pkey primary key (province_code, subdistrict_code)
);
create table register_figure (
  province_code text not null,
  area_code text not null,
  subdistrict_code text not null,
  measure text not null,
  n integer not null,
  constraint register_figure_pkey primary key (province_code, area_code, measure)
);
create index register_figure_of_subdistrict on register_figure (subdistrict_code);

-- The scope and account of the transaction; null where none is set (a setting that was once set reads '').
create function register_scope() returns text[] language sql stable parallel safe as
  $$ select nullif(current_setting('jitasa.scope', true), '')::text[] $$;
create function register_account() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('jitasa.account', true), '')::uuid $$;

-- The sub-selects are worked out once a statement, not once a row.
do $$
declare
  name text;
begin
  foreach name in array array['household', 'resident', 'identity', 'visit', 'gone', 'event', 'conflict', 'appointment',
    'request', 'twin', 'compared', 'merge', 'dirty'] loop
    execute format('alter table register_%s enable row level security', name);
    execute format('create policy own_areas on register_%s using (subdistrict_code ^@ any ((select register_scope())::text[]))', name);
  end loop;
end
$$;
-- a move is seen from both ends
alter table register_move enable row level security;
create policy own_areas on register_move using (
  subdistrict_code ^@ any ((select register_scope())::text[]) or to_area ^@ any ((select register_scope())::text[]));
-- a device is seen by its owner, and by who answers for one of its areas
alter table register_device enable row level security;
create policy own_areas on register_device using (
  account_id = (select register_account())
  or exists (select from unnest(areas) as area where area ^@ any ((select register_scope())::text[])));
alter table register_receipt enable row level security;
create policy own on register_receipt using (account_id = (select register_account()) or '' = any ((select register_scope())::text[]));
-- counts of places: small ones are withheld by the slice outside the own areas
alter table register_figure enable row level security;
create policy any_scope on register_figure using ((select cardinality(register_scope())) > 0);

-- Asked over the borders of a scope, each answering no more than is needed.
-- Who holds an identity number: the record, its area and name (the slice masks it outside the scope).
create function register_holder(hash bytea)
returns table (resident_id uuid, subdistrict_code text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select register_resident.id, register_resident.subdistrict_code, register_resident.name
  from register_identity
  join register_resident on register_resident.id = register_identity.resident_id
    and register_resident.province_code = left(register_identity.subdistrict_code, 2)
  where register_identity.identity_hash = hash
$$;
-- The same for many numbers at once, such as the rows of a file.
create function register_holders(hashes bytea[])
returns table (identity_hash bytea, resident_id uuid, subdistrict_code text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select register_identity.identity_hash, register_resident.id, register_resident.subdistrict_code, register_resident.name
  from register_identity
  join register_resident on register_resident.id = register_identity.resident_id
    and register_resident.province_code = left(register_identity.subdistrict_code, 2)
  where register_identity.identity_hash = any (hashes)
$$;
-- How many are booked at a site in a time, whoever booked them.
create function register_booked(facility uuid, from_time timestamptz, to_time timestamptz)
returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from register_appointment
  where register_appointment.facility_id = facility and register_appointment.state in ('booked', 'came')
    and register_appointment.at >= from_time and register_appointment.at < to_time
$$;
revoke execute on function register_holder, register_holders, register_booked from public;
grant execute on function register_holder, register_holders, register_booked to jitasa_app;

grant usage on sequence register_seq to jitasa_app;
grant select, insert, update, delete on register_household, register_resident, register_identity, register_visit, register_gone,
  register_receipt, register_conflict, register_move, register_appointment, register_request, register_twin, register_compared, register_merge,
  register_device, register_dirty, register_figure to jitasa_app;
-- history is added to and read; erasing takes it away whole
grant select, insert, delete on register_event to jitasa_app;
