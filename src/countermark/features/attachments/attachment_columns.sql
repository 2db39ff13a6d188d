attachment_id, product_id, filename, mime_type, size_bytes, sha256, state, title, kind, language, show_on_passport,
       is_main_image, position, picture_state, picture_problem, pictures, created_at, updated_at, uploaded_at, deleted_at
