-- Rows left out: totals and signatures below a list, and those somebody said. Null: as the check finds.
alter table import_row add column skipped boolean;
-- Values that stay out of their fields and go into the note, because nobody has answered what they mean.
alter table import_row add column left_values integer not null default 0;
alter table import_row drop constraint import_row_state;
alter table import_row add constraint import_row_state
  check (state in ('new', 'changes', 'same', 'problem', 'skipped'));

-- By column: the order of day and month, where it is a question. Null or empty: the day comes first.
alter table import add column day_orders text[] not null default '{}';
-- What is the same in all rows and told once: field, value and by whom.
alter table import add column whole_file jsonb;
-- Words answered once for all rows: field, word, value. Sealed where rows speak of people.
alter table import add column answers jsonb not null default '{}';
comment on column import.answers is 'personal';

-- Words answered once, remembered for later files of the account and of its area; the key is the word as compared.
create table import_answer (
  account_id uuid not null references auth_user (id),
  target text not null,
  key text not null,
  -- the area the account answers for; '': more than one, or the country
  area text not null,
  field text not null,
  -- as it stood in the file; sealed where rows speak of people
  written text not null,
  -- null: taken back
  value text,
  made_at timestamptz not null,
  constraint import_answer_pkey primary key (account_id, target, key)
);
comment on column import_answer.key is 'personal';
comment on column import_answer.written is 'personal';
comment on column import_answer.value is 'personal';
create index import_answer_of_area on import_answer (target, area);
grant select, insert, update, delete on import_answer to jitasa_app;
