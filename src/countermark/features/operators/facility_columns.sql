facility.facility_id, facility.facility_ref, facility.name, facility.operator_id, operator.name AS operator_name,
       facility.gln, facility.national_id_scheme, facility.national_id, facility.street, facility.postal_code,
       facility.city, facility.region, facility.country, facility.created_at, facility.updated_at, facility.archived_at,
       (SELECT count(*) FROM product_batches AS batch
        WHERE batch.brand_id = facility.brand_id AND batch.facility_ref = facility.facility_ref) AS batch_count
FROM facilities AS facility
LEFT JOIN economic_operators AS operator
       ON operator.brand_id = facility.brand_id AND operator.operator_id = facility.operator_id
