-- Early editions: who approved an area, and no refusals of single areas.
do $$
begin
  if exists (select from pg_attribute where attrelid = 'volunteer_area'::regclass and attname = 'approved_by' and not attisdropped) then
    alter table volunteer_area drop constraint volunteer_area_approved_by_fkey;
    alter table volunteer_area rename column approved_by to decided_by;
    alter table volunteer_area add constraint volunteer_area_decided_by_fkey foreign key (decided_by) references auth_user (id);
    alter table volunteer_area add column refused_at timestamptz;
    alter table volunteer_area add constraint volunteer_area_decided_once check (approved_at is null or refused_at is null);
  end if;
end
$$;
create index if not exists volunteer_area_of_volunteer on volunteer_area (volunteer_id);
-- How many approved volunteers can see a case of an area: those approved for it, within it, or for an area above it.
create or replace function approved_volunteers(area text) returns integer language sql stable as $$
  select count(distinct volunteer.id)::int
  from volunteer_area join volunteer on volunteer.id = volunteer_area.volunteer_id
  where volunteer_area.province_code = left(area, 2) and volunteer.status = 'approved'
    and volunteer_area.approved_at is not null
    and (volunteer_area.area_code ^@ area or area ^@ volunteer_area.area_code)
$$;
