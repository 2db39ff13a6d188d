operator.operator_id, operator.name, operator.trade_name, operator.gln, operator.eori, operator.vat_number,
       operator.national_id_scheme, operator.national_id, operator.street, operator.postal_code, operator.city,
       operator.region, operator.country, operator.contact_name, operator.email, operator.phone, operator.website_url,
       operator.is_default_manufacturer, operator.created_at, operator.updated_at, operator.archived_at
