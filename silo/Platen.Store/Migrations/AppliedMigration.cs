namespace Platen.Store.Migrations;

/// <summary>A line of <c>platen.schema_migrations</c>.</summary>
internal sealed record AppliedMigration(int Number, string Name, string Checksum, int? WorksWith);
