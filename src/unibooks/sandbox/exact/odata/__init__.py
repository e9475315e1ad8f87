"""The OData v2 dialect that Exact speaks: literals, filters, orders, paths, options and pages."""
