namespace Platen.E2E.Tests.Running;

/// <summary>A process of the system that can be killed.</summary>
public enum SystemPart
{
    /// <summary>The site agent.</summary>
    Agent,

    /// <summary>The server: silo and gateway.</summary>
    Server,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}
