-- Likely repeats form a group, and the public counts a group once: false on every open request of a group but one.
alter table help_request add column counts_in_public boolean not null default true;

create or replace view map_request as
select province_code, subdistrict_code, h3_cell, needs, waiting_since,
  (status = 'waiting')::int as waiting,
  (status <> 'waiting')::int as helping,
  (status = 'waiting' and urgency = 3)::int as waiting_red,
  (status <> 'waiting' and urgency = 3)::int as helping_red
from help_request
where status <> 'closed' and lead_id is null and counts_in_public;
