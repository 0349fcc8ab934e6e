"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Scripts that import one another find each other under the hashed names too."""

    support_js_module_import_aggregation = True
