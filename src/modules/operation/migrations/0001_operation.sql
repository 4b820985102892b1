-- Authorised operation: products that ask questions of data which their operators never see.

create table operation_registrations (
  resource uuid not null,
  provider text not null,
  serial   integer,
  scope    text not null,
  until    date not null,
  epsilon  double precision not null,
  state    text not null,
  reason   text,
  at       timestamptz not null,
  constraint operation_registrations_pk primary key (resource),
  constraint operation_registrations_state_known check (state in ('applied', 'confirmed', 'refused'))
);
comment on table operation_registrations is 'Resources that may be operated: registered by their provider, confirmed by the data authority.';

create table operation_products (
  id       uuid not null,
  operator text not null,
  state    text not null,
  revision integer not null,
  serial   integer,
  reason   text,
  content  jsonb not null,
  saved_at timestamptz not null,
  constraint operation_products_pk primary key (id),
  constraint operation_products_operator_fk foreign key (operator) references organizations (code),
  constraint operation_products_state_known check (state in ('draft', 'submitted', 'registered', 'suspended', 'withdrawn'))
);
comment on table operation_products is 'A product is a set of question templates with a purpose; only registered ones are answered.';
create index operation_products_by_operator on operation_products (operator);
create sequence operation_numbers;

create table operation_runs (
  id         uuid not null,
  product    uuid not null,
  template   text not null,
  grant_id   uuid not null,
  provider   text not null,
  at         timestamptz not null,
  day        date not null,
  actor_id   text not null,
  parameters jsonb not null,
  question   text not null,
  state      text not null,
  epsilon    double precision not null,
  price      integer not null,
  output     jsonb,
  reason     text,
  constraint operation_runs_pk primary key (id),
  constraint operation_runs_product_fk foreign key (product) references operation_products (id),
  constraint operation_runs_state_known check (state in ('done', 'held', 'refused', 'void'))
);
comment on table operation_runs is 'Every answer, held answer and refused answer: metering, review, and the same answer to the same question of a day.';
comment on column operation_runs.question is 'Template as it was, and the choices: what makes two questions the same.';
create index operation_runs_by_product on operation_runs (product, at desc);
create index operation_runs_same on operation_runs (product, day, question) where state = 'done';
create index operation_runs_held on operation_runs (provider, at) where state = 'held';

comment on column operation_registrations.epsilon is 'What all noisy answers of a month may spend together, whoever asks.';

create table operation_budgets (
  resource uuid not null,
  month    text not null,
  spent    bigint not null,
  constraint operation_budgets_pk primary key (resource, month)
);
comment on table operation_budgets is 'What of a month''s ε about a resource has been given away.';
comment on column operation_budgets.spent is 'Millionths of ε that noisy answers have given away this month; never given back.';
