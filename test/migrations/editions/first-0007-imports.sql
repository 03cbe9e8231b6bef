-- Files brought in: read, checked, mended, written, taken back. province_code is that of the importer's scope, 00 the country.
create table import (
  province_code text not null,
  id uuid not null,
  target text not null,
  file_name text not null,
  file_kind text not null,
  file_hash bytea not null,
  sheet text,
  notes text[] not null default '{}',
  headings text[] not null,
  -- the field each heading is taken for, in order; null: not used
  fields text[] not null,
  recognised text[] not null,
  status text not null constraint import_status
    check (status in ('checking', 'ready', 'committing', 'committed', 'undoing', 'undone', 'discarded', 'failed')),
  failure text,
  rows integer not null,
  -- rows up to this number are done of the work that is going on
  done integer not null default 0,
  only_good boolean not null default true,
  made_by uuid not null references auth_user (id),
  made_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  ends_at timestamptz not null,
  constraint import_pkey primary key (province_code, id)
);
create index import_by_id on import (id);
create index import_of_maker on import (made_by, id);
create index import_at_work on import (status) where status in ('checking', 'committing', 'undoing');
create index import_ending on import (ends_at);

create table import_row (
  province_code text not null,
  import_id uuid not null,
  number integer not null,
  -- as in the file, in its columns' order
  cells text[] not null,
  -- written anew by hand: field → text
  mended jsonb not null default '{}',
  state text constraint import_row_state check (state in ('new', 'changes', 'same', 'problem')),
  -- what the check found: problems, what was read otherwise, changes, the value to write
  found jsonb not null default '{}',
  target_id uuid,
  written_at timestamptz,
  -- what the row changed, for taking it back
  before jsonb,
  undone_at timestamptz,
  constraint import_row_pkey primary key (province_code, import_id, number)
);
comment on column import_row.cells is 'personal';
comment on column import_row.mended is 'personal';
comment on column import_row.found is 'personal';
comment on column import_row.before is 'personal';
create index import_row_by_state on import_row (province_code, import_id, state, number);

-- What somebody once said the headings of such a file mean.
create table import_memory (
  account_id uuid not null references auth_user (id),
  target text not null,
  heading text not null,
  field text,
  constraint import_memory_pkey primary key (account_id, target, heading)
);

grant select, insert, update on import to jitasa_app;
grant select, insert, update, delete on import_row, import_memory to jitasa_app;
