namespace Platen.Store.Migrations;

/// <summary>The database's schema does not fit this program; the message says how and what to do. The start is refused, nothing is changed.</summary>
public sealed class MigrationException(string message) : Exception(message);
