-- Facilities: places that serve the emergency, kept true by those who run them.

-- Whoever runs facilities: a hospital group, a municipality, a charity.
create table agency (
  province_code text not null,
  id uuid not null,
  name text not null,
  made_at timestamptz not null,
  constraint agency_pkey primary key (province_code, id),
  constraint agency_name_once unique (province_code, name)
);

create table facility (
  province_code text not null,
  id uuid not null,
  kind text not null,
  -- the code in its agency's own list: an import finds it again by that
  own_code text,
  name_th text not null,
  name_en text,
  -- the name as compared: without spaces, marks of writing and words of the kind
  name_key text not null,
  subdistrict_code text not null,
  lon double precision not null,
  lat double precision not null,
  -- 'area': nobody knows the point, it is the middle of the subdistrict
  exactness text not null constraint facility_exactness check (exactness in ('gps', 'pin', 'area')),
  position point not null,
  address text,
  phones text[] not null,
  hours text,
  admits text[] not null default '{}',
  cost text,
  note text,
  agency_id uuid,
  state text not null constraint facility_state check (state in ('open', 'full', 'closed')),
  reopens_at timestamptz,
  room_total integer,
  room_free integer,
  values jsonb not null default '{}',
  -- what ages → {"at": time, "as": keeper | coordinator | volunteer | import}; ids: state, hours, phones, room, fields of the kind
  confirmed jsonb not null,
  -- of what ages: when the oldest was confirmed, as whom, and when the first goes stale
  confirmed_at timestamptz not null,
  confirmed_as text not null constraint facility_confirmed_as
    check (confirmed_as in ('keeper', 'coordinator', 'volunteer', 'import')),
  stale_at timestamptz not null,
  state_stale_at timestamptz not null,
  room_stale_at timestamptz,
  verification text not null constraint facility_verification check (verification in ('proposed', 'verified', 'refused')),
  refused_reason text,
  gone_at timestamptz,
  gone_reason text,
  doubted_at timestamptz,
  nudged_at timestamptz,
  made_by uuid references auth_user (id),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  constraint facility_pkey primary key (province_code, id),
  constraint facility_own_code_once unique (province_code, agency_id, own_code),
  constraint facility_province check (left(subdistrict_code, 2) = province_code),
  constraint facility_of_agency foreign key (province_code, agency_id) references agency (province_code, id),
  constraint facility_room check (room_total >= 0 and room_free >= 0),
  constraint facility_room_fits check (room_free <= room_total)
);
create index facility_by_id on facility (id);
create index facility_by_area on facility (subdistrict_code text_pattern_ops, kind);
create index facility_by_name on facility (kind, name_key);
create index facility_near on facility using gist (kind, position) where verification = 'verified' and gone_at is null;
create index facility_around on facility using gist (position) where verification = 'verified' and gone_at is null;
create index facility_stale on facility (stale_at) where verification = 'verified' and gone_at is null;
create index facility_of_agency_by on facility (agency_id) where agency_id is not null;
create index facility_proposed on facility (province_code, made_at) where verification = 'proposed';

-- Each text of opening hours once for each province (holidays differ): whether it is open now, and until when that holds.
create table facility_hours (
  province_code text not null,
  hours text not null,
  open_now boolean,
  holds_until timestamptz not null,
  -- the open intervals of the coming days: [["from","to"], …]
  week jsonb not null,
  constraint facility_hours_pkey primary key (province_code, hours)
);
create index facility_hours_due on facility_hours (holds_until);

-- What counts as PH in opening hours; province_code 00 is the country. `off`: the country's holiday is none here.
create table holiday (
  province_code text not null,
  day date not null,
  name text not null,
  added_by uuid references auth_user (id),
  constraint holiday_pkey primary key (province_code, day)
);

-- Append-only: what happened to a facility.
create table facility_event (
  province_code text not null,
  facility_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  account_id uuid,
  done_as text,
  changes jsonb not null default '{}',
  reason text,
  constraint facility_event_pkey primary key (province_code, facility_id, id)
);
comment on column facility_event.reason is 'personal';

-- Places and stock given and taken, in order; free is what was left after it.
create table facility_movement (
  province_code text not null,
  facility_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  -- a count says what there is; in and out move it
  kind text not null constraint facility_movement_kind check (kind in ('count', 'in', 'out')),
  amount integer not null constraint facility_movement_amount check (amount >= 0),
  free integer not null,
  account_id uuid,
  constraint facility_movement_pkey primary key (province_code, facility_id, id)
);
create index facility_movement_lately on facility_movement (province_code, facility_id, at);

-- A place kept for someone on the way. It counts while it has not ended and its time has not come.
create table facility_hold (
  province_code text not null,
  facility_id uuid not null,
  id uuid not null,
  amount integer not null constraint facility_hold_amount check (amount between 1 and 10),
  account_id uuid not null references auth_user (id),
  made_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  result text constraint facility_hold_result check (result in ('used', 'released', 'lapsed')),
  constraint facility_hold_pkey primary key (province_code, facility_id, id),
  constraint facility_hold_ended check ((ended_at is null) = (result is null))
);
create index facility_hold_open on facility_hold (province_code, facility_id) where ended_at is null;
create index facility_hold_of on facility_hold (account_id) where ended_at is null;
create index facility_hold_due on facility_hold (until) where ended_at is null;

-- What the public says of a pin. `from_hash`: who said it, as a keyed hash of account or network address: three of one are one.
create table facility_remark (
  province_code text not null,
  facility_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  says text not null constraint facility_remark_says check (says in ('right', 'wrong', 'closed', 'open', 'phone-wrong')),
  note text,
  from_hash bytea not null,
  settled_at timestamptz,
  settled_by uuid references auth_user (id),
  result text,
  constraint facility_remark_pkey primary key (province_code, facility_id, id)
);
comment on column facility_remark.note is 'personal';
comment on column facility_remark.from_hash is 'personal';
create index facility_remark_open on facility_remark (province_code, facility_id) where settled_at is null;

-- What volunteers found when the keeper was silent.
create table facility_check (
  province_code text not null,
  facility_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid not null references auth_user (id),
  answer text not null constraint facility_check_answer check (answer in ('same', 'closed', 'differs', 'unknown')),
  note text,
  -- the silence it answers: the confirmation it came after
  since timestamptz not null,
  constraint facility_check_pkey primary key (province_code, facility_id, id),
  constraint facility_check_once unique (province_code, facility_id, account_id, since)
);
comment on column facility_check.note is 'personal';

-- A one-tap link sent to a keeper.
create table facility_nudge (
  province_code text not null,
  facility_id uuid not null,
  key_hash bytea not null,
  keeper_id uuid not null,
  sent_at timestamptz not null,
  ends_at timestamptz not null,
  answered_at timestamptz,
  constraint facility_nudge_pkey primary key (province_code, facility_id, key_hash)
);
create index facility_nudge_by_key on facility_nudge (key_hash);

-- Who keeps one facility, or all of an agency: held by a phone number and taken by signing in with it.
create table keeper_grant (
  province_code text not null,
  id uuid not null,
  facility_id uuid,
  agency_id uuid,
  name text not null,
  phone_hash bytea not null,
  phone_cipher bytea not null,
  account_id uuid references auth_user (id),
  granted_by uuid references auth_user (id),
  starts_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references auth_user (id),
  constraint keeper_grant_pkey primary key (province_code, id),
  constraint keeper_grant_of_one check (num_nonnulls(facility_id, agency_id) = 1)
);
comment on column keeper_grant.name is 'personal';
comment on column keeper_grant.phone_hash is 'personal';
comment on column keeper_grant.phone_cipher is 'personal';
create index keeper_grant_by_phone on keeper_grant (phone_hash);
create index keeper_grant_by_account on keeper_grant (account_id) where ended_at is null;
create index keeper_grant_of_facility on keeper_grant (facility_id) where ended_at is null;
create index keeper_grant_of_agency on keeper_grant (agency_id) where ended_at is null;

grant select, insert, update on agency, facility, facility_hold, facility_remark, keeper_grant to jitasa_app;
grant select, insert on facility_event, facility_movement, facility_check to jitasa_app;
grant select, insert, update, delete on facility_hours, holiday, facility_nudge to jitasa_app;
-- an import taken back removes what nobody has touched since
grant delete on facility, facility_event, facility_movement to jitasa_app;
