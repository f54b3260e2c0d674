"""What the pages of casework read; who may see it is decided before, by `partners.access`."""
