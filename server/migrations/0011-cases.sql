-- A coordinator's call can confirm or end a case; the requester may be safe before help has come.
alter table help_request
  drop constraint help_request_outcome,
  add constraint help_request_outcome check (outcome in ('confirmed', 'confirmed-by-phone', 'unconfirmed', 'safe',
    'withdrawn', 'duplicate', 'not-found', 'not-real', 'referred'));

-- A person's word: claimed once by a volunteer, or a coordinator has looked at it or taken it by phone.
alter table help_request add column known_at timestamptz;
-- Whoever has held it, first to last: they alone may read it, beside coordinators, when it is closed.
alter table help_request add column held_by uuid[] not null default '{}';
-- The act of a coordinator that closed it: one act may close many, and is undone as one.
alter table help_request add column closing_id uuid;
-- Where an unproven request came from: the day, then a keyed hash of that day and the network address. Emptied after the
-- profile's days, and when the request is proven or known. By the day in front, the old ones are found.
alter table help_request add column origin bytea;
comment on column help_request.origin is 'personal';
-- One of many unproven requests of one origin in a short time: it stands last within its colour.
alter table help_request add column bulk boolean not null default false;
-- The order of every queue: 6 red, 5 red of a burst, 4 yellow, … ; then waiting
alter table help_request add column priority smallint not null generated always as (urgency * 2 - bulk::int) stored;

update help_request set held_by = holders.ids, known_at = holders.first
from (
  select province_code, request_id, array_agg(distinct who) as ids, min(at) as first
  from (
    select province_code, request_id, at,
      case kind when 'assigned' then (details ->> 'to')::uuid else account_id end as who
    from help_request_event where kind in ('claimed', 'handed-over', 'assigned')
  ) as holding where who is not null group by province_code, request_id
) as holders
where holders.province_code = help_request.province_code and holders.request_id = help_request.id;

drop index help_request_queue;
create index help_request_queue on help_request (province_code, status, priority desc, waiting_since, number);
drop index help_request_near;
create index help_request_near on help_request using gist (priority, near_point)
  where status in ('waiting', 'claimed', 'helping') and lead_id is null;
-- how many came from one origin lately, and whose origin is to be forgotten
create index help_request_origin on help_request (origin, province_code, received_at) where origin is not null;
-- bursts that have begun lately
create index help_request_bulk on help_request (received_at) where bulk;
-- what an account has held, closed ones too
create index help_request_held_before on help_request using gin (held_by) where held_by <> '{}';
create index help_request_closing on help_request (closing_id) where closing_id is not null;
-- what was closed lately, by outcome
create index help_request_closed on help_request (province_code, closed_at) where status = 'closed';
