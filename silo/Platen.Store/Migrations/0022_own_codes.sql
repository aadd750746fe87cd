-- works-with: 0021
-- Which codebooks have codes that say themselves who may use them: asked at each choice of a code, while most codes of a tenant (up to 20,000 a codebook) say nothing.
CREATE INDEX small_records_own_codes ON platen.small_records (tenant, (body ->> 'codebook')) WHERE kind = 'code' AND body -> 'access' <> 'null';
