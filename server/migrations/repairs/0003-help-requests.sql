-- Early editions: no point to look near by, nobody kept as who helped, a queue in the order of ids.
alter table help_request add column if not exists near_point point;
comment on column help_request.near_point is 'personal';
update help_request set near_point = position where near_point is null and position is not null;
alter table help_request add column if not exists helped_by uuid;
do $$
begin
  if not exists (select from pg_constraint where conname = 'help_request_helped_by_fkey') then
    alter table help_request add constraint help_request_helped_by_fkey foreign key (helped_by) references auth_user (id);
  end if;
  if exists (select from pg_indexes where indexname = 'help_request_near' and indexdef like '%"position"%') then
    drop index help_request_near;
    create index help_request_near on help_request using gist (urgency, near_point)
      where status in ('waiting', 'claimed', 'helping') and lead_id is null;
  end if;
  if exists (select from pg_indexes where indexname = 'help_request_queue' and indexdef like '%waiting_since, id)%') then
    drop index help_request_queue;
    create index help_request_queue on help_request (province_code, status, urgency desc, waiting_since, number);
  end if;
end
$$;
create index if not exists help_request_helped_by on help_request (helped_by, closed_at) where helped_by is not null;
