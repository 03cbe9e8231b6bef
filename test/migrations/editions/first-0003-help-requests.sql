create table help_request (
  province_code text not null,
  id uuid not null,
  number text not null,
  follow_key_hash bytea not null,
  district_code text not null,
  subdistrict_code text not null,
  -- exact place: [longitude, latitude], degrees WGS 84; null when only the area is known
  position point,
  accuracy_metres integer,
  exactness text not null constraint help_request_exactness check (exactness in ('gps', 'pin', 'area')),
  village text,
  landmark text,
  -- H3 cell, resolution 8 (about 1 km); the cell of the subdistrict's point when only the area is known
  h3_cell text not null,
  needs text[] not null constraint help_request_needs check (cardinality(needs) > 0),
  answers jsonb,
  triage jsonb,
  urgency smallint not null constraint help_request_urgency check (urgency between 1 and 3),
  urgency_reasons text[] not null,
  status text not null constraint help_request_status
    check (status in ('waiting', 'claimed', 'helping', 'helped', 'closed')),
  outcome text constraint help_request_outcome
    check (outcome in ('confirmed', 'unconfirmed', 'withdrawn', 'duplicate', 'not-found', 'referred')),
  asked_at timestamptz not null,
  received_at timestamptz not null,
  waiting_since timestamptz not null,
  status_at timestamptz not null,
  people_count smallint not null,
  tags text[] not null,
  reporter_name text,
  reporter_phone_hash bytea,
  reporter_phone_cipher bytea,
  phone_verified boolean not null,
  relation text not null,
  person_name text,
  person_phone_cipher bytea,
  person_birth_year smallint,
  note text,
  contact_preference text,
  -- the lead case this one repeats
  lead_id uuid,
  -- looks like this other case; a coordinator decides
  may_repeat_id uuid,
  holder_account_id uuid references auth_user (id),
  claimed_at timestamptz,
  lease_until timestamptz,
  on_the_way_at timestamptz,
  door_code text,
  cannot_reach_count smallint not null default 0,
  cannot_reach_at timestamptz,
  hand_over_at timestamptz,
  helped_at timestamptz,
  helped_results text[] not null default '{}',
  attention text,
  barred uuid[] not null default '{}',
  told_level text,
  tell_next_at timestamptz,
  call_asked_at timestamptz,
  closed_at timestamptz,
  erased_at timestamptz,
  constraint help_request_pkey primary key (province_code, id),
  constraint help_request_number_once unique (province_code, number),
  constraint help_request_follow_key_once unique (province_code, follow_key_hash),
  constraint help_request_area check (
    left(subdistrict_code, 2) = province_code and left(subdistrict_code, 4) = district_code),
  constraint help_request_held check (
    (status in ('claimed', 'helping', 'helped')) = (holder_account_id is not null)),
  constraint help_request_leased check ((status in ('claimed', 'helping')) = (lease_until is not null)),
  constraint help_request_door_code check ((status in ('claimed', 'helping')) = (door_code is not null)),
  constraint help_request_closed check ((status = 'closed') = (outcome is not null)),
  constraint help_request_closed_at check ((status = 'closed') = (closed_at is not null)),
  constraint help_request_duplicate check (lead_id is null or lead_id <> id)
) with (fillfactor = 85);
comment on column help_request.position is 'personal';
comment on column help_request.accuracy_metres is 'personal';
comment on column help_request.village is 'personal';
comment on column help_request.landmark is 'personal';
comment on column help_request.answers is 'personal';
comment on column help_request.triage is 'personal';
comment on column help_request.tags is 'personal';
comment on column help_request.reporter_name is 'personal';
comment on column help_request.reporter_phone_hash is 'personal';
comment on column help_request.reporter_phone_cipher is 'personal';
comment on column help_request.person_name is 'personal';
comment on column help_request.person_phone_cipher is 'personal';
comment on column help_request.person_birth_year is 'personal';
comment on column help_request.note is 'personal';

-- Each index serves a named question; partial ones keep the open cases small beside years of closed ones.
-- the queue of an area: by urgency, then waiting
create index help_request_queue on help_request (province_code, status, urgency desc, waiting_since, id);
-- the open requests of a phone
create index help_request_open_by_phone on help_request (reporter_phone_hash) where status <> 'closed';
-- near me, most urgent first
create index help_request_near on help_request using gist (urgency, position)
  where status in ('waiting', 'claimed', 'helping') and lead_id is null;
-- repeats nearby, and the oldest wait of a cell
create index help_request_open_in_cell on help_request (h3_cell, waiting_since) where status <> 'closed';
-- what a holder holds
create index help_request_held_by on help_request (holder_account_id) where holder_account_id is not null;
-- what the timers ask
create index help_request_lease on help_request (lease_until) where lease_until is not null;
create index help_request_tell on help_request (tell_next_at) where tell_next_at is not null;
create index help_request_helped on help_request (helped_at) where status = 'helped';
create index help_request_to_anonymise on help_request (closed_at) where status = 'closed' and erased_at is null;
create index help_request_repeats on help_request (province_code, lead_id) where lead_id is not null;

-- The story of a case. Append-only but for the personal note, which erasing empties.
create table help_request_event (
  province_code text not null,
  request_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  by_kind text not null constraint help_request_event_by check (by_kind in ('requester', 'volunteer', 'coordinator', 'system')),
  account_id uuid references auth_user (id),
  note text,
  details jsonb not null default '{}',
  constraint help_request_event_pkey primary key (province_code, request_id, seq)
);
comment on column help_request_event.note is 'personal';

-- Every opening of a phone number, shown to its owner.
create table phone_reveal (
  province_code text not null,
  id uuid not null,
  request_id uuid not null,
  account_id uuid not null references auth_user (id),
  who text not null constraint phone_reveal_who check (who in ('reporter', 'person')),
  at timestamptz not null,
  reason text,
  revoked_at timestamptz,
  constraint phone_reveal_pkey primary key (province_code, id)
);
comment on column phone_reveal.reason is 'personal';
create index phone_reveal_of_request on phone_reveal (province_code, request_id, at);

grant select, insert, update on help_request to jitasa_app;
grant select, insert, update (note) on help_request_event to jitasa_app;
grant select, insert, update (revoked_at, reason) on phone_reveal to jitasa_app;
