-- Layers that the city brings itself. The catalogue of divisions is data of a release and lies in data/territory.

create table grid_cells (
  code        text not null,
  name        text not null,
  community   text not null,
  shape       jsonb not null,
  source      text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  constraint grid_cells_pk primary key (code),
  constraint grid_cells_below_community check (left(code, 12) = community)
);
comment on table grid_cells is 'Grid cells (网格) of the city, checked when imported; a community''s cells are replaced together.';
comment on column grid_cells.shape is 'Polygons as [polygon][ring][position][lon, lat], WGS-84, whatever the file counted in.';
create index grid_cells_by_community on grid_cells (community);

create table territory_shapes (
  code        text not null,
  shape       jsonb not null,
  source      text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  constraint territory_shapes_pk primary key (code),
  constraint territory_shapes_township check (code ~ '^[0-9]{9}$')
);
comment on table territory_shapes is 'Borders of townships (乡镇街道); with one, a point in it needs no estimate. Same form of shape as grid_cells.';

create table territory_layers (
  layer      text not null,
  stamp      uuid not null default gen_random_uuid(),
  changed_at timestamptz not null default now(),
  constraint territory_layers_pk primary key (layer),
  constraint territory_layers_known check (layer in ('grids', 'townships'))
);
comment on table territory_layers is 'One row a layer. Its stamp changes with every import, so that each process knows when its index is old.';
insert into territory_layers (layer) values ('grids'), ('townships');
