-- Null: nobody has asked how many doses; 0: asked, and none were given. Before, both were 0, so a 0 tells nothing.
alter table register_resident alter column dose_count drop default, alter column dose_count drop not null;
update register_resident set dose_count = null where dose_count = 0;

-- Null: which dose it will be is not known, because nobody has asked how many there were.
alter table register_appointment alter column dose drop not null;

-- Figures by age change with the year though no record does: those of another year are counted again. 0 has all
-- figures counted again once after this migration.
alter table register_figure add column counted_year smallint not null default 0;
create index register_figure_counted_year on register_figure (counted_year);
