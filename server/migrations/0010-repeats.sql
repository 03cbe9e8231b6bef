-- Likely repeats form a group, and the public counts a group once: false on every open request of a group but one.
alter table help_request add column counts_in_public boolean not null default true;
-- Requests of one phone that are likely the same share a group; null is a group of its own, named by the request's id.
-- A linked request stands in the group of its lead.
alter table help_request add column repeat_group_id uuid;
-- why it looks like the request in may_repeat_id: same-phone, same-need, same-place, same-person
alter table help_request add column repeat_reasons text[] not null default '{}';
-- what a lead case said itself, while the needs, people, tags and urgency of linked requests stand in its row
alter table help_request add column own jsonb;
comment on column help_request.own is 'personal';

create index help_request_in_group on help_request (province_code, repeat_group_id) where repeat_group_id is not null;
create index help_request_may_repeat on help_request (province_code, may_repeat_id) where may_repeat_id is not null;

create or replace view map_request as
select province_code, subdistrict_code, h3_cell, needs, waiting_since,
  (status = 'waiting')::int as waiting,
  (status <> 'waiting')::int as helping,
  (status = 'waiting' and urgency = 3)::int as waiting_red,
  (status <> 'waiting' and urgency = 3)::int as helping_red
from help_request
where status <> 'closed' and lead_id is null and counts_in_public;

-- Until now the machine closed repeats by itself, and a coordinator's link was left behind when its lead ended. Every
-- one whose lead has not ended well waits again, in its lead's group; the next beat of the clock tells of it.
with freed as (
  update help_request repeat set status = 'waiting', outcome = null, closed_at = null, lead_id = null,
    repeat_group_id = repeat.lead_id, tell_next_at = repeat.status_at
  from help_request lead
  where repeat.lead_id = lead.id and repeat.province_code = lead.province_code and repeat.erased_at is null
    and lead.outcome is distinct from 'confirmed'
  returning repeat.province_code, repeat.repeat_group_id
)
update help_request lead set repeat_group_id = lead.id
from (select distinct province_code, repeat_group_id from freed) as grouped
where lead.province_code = grouped.province_code and lead.id = grouped.repeat_group_id;
update help_request set counts_in_public = (province_code, id) in (
  select distinct on (province_code, repeat_group_id) province_code, id from help_request
  where repeat_group_id is not null and status <> 'closed'
  order by province_code, repeat_group_id, phone_verified desc, received_at, id)
where repeat_group_id is not null and status <> 'closed';
-- the map counts anew when it finds none
delete from map_change;
delete from map_cell_count;
delete from map_area_count;
