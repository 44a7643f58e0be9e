-- What became of the last import and pull of each source, and where a pull goes on. Holds no value of
-- any row. A failure's sentence names a file or a host, and stays until something went through.
create table source_state (
    source text not null primary key,
    imported_at bigint,                -- the last import or pull that went through
    pulled_at bigint,                  -- the last pull that did, to its end
    services bigint not null,          -- that it read
    failures integer not null check (failures >= 0),   -- since then, in a row
    failed_at bigint,
    failure text not null,
    url text not null,                 -- where the columns below were learned; empty: nowhere
    modified_after integer,            -- day from which the next pull asks; null: for everything
    next_page integer check (next_page > 1),           -- of a pull that broke off; null: none did
    next_after integer,                -- and from which day on that one asked; null: for everything
    next_began bigint,                 -- and when it began
    check ((next_page is null) = (next_began is null))
);
