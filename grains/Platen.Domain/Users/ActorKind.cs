namespace Platen.Domain.Users;

/// <summary>What kind of party acts.</summary>
public enum ActorKind
{
    /// <summary>Nobody known; may do nothing.</summary>
    Anonymous = 0,

    /// <summary>A user, through the console or the API.</summary>
    User = 1,

    /// <summary>A site agent.</summary>
    Agent = 2,

    /// <summary>The server itself: first set-up, sweeps.</summary>
    System = 3,

    /// <summary>A program in its own name (AU33).</summary>
    Client = 4,
}
