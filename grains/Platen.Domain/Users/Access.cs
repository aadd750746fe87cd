using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Domain.Users;

/// <summary>Who may use a route; a route that nobody has named is closed to all (AZ01, AZ02).</summary>
public sealed record Access
{
    private Access()
    {
    }

    /// <summary>Anybody, logged in or not.</summary>
    public static Access Anonymous { get; } = new() { Kind = AccessKind.Anonymous };

    /// <summary>Whoever is logged in, in whatever way; what is seen is limited to what is the user's own.</summary>
    public static Access User { get; } = new() { Kind = AccessKind.User };

    /// <summary>Who has logged in in person; a program that acts for somebody may not.</summary>
    public static Access InPerson { get; } = new() { Kind = AccessKind.InPerson };

    /// <summary>Administrators of the tenant.</summary>
    public static Access Administrator { get; } = new() { Kind = AccessKind.Administrator };

    /// <summary>Site agents, by their certificate.</summary>
    public static Access Agent { get; } = new() { Kind = AccessKind.Agent };

    /// <summary>Whoever stands at a device: who calls from an address that may open its panel.</summary>
    public static Access Device { get; } = new() { Kind = AccessKind.Device };

    /// <summary>Who has logged in at a device's panel, at that device and from such an address; what is seen and done is the user's own.</summary>
    public static Access PanelSession { get; } = new() { Kind = AccessKind.PanelSession };

    /// <summary>In which way it is said.</summary>
    public AccessKind Kind { get; private init; }

    /// <summary>For <see cref="AccessKind.Rights"/>: one of these is enough, wherever it holds; the handler and the grain see to where.</summary>
    public ImmutableArray<Right> AnyOf { get; private init; } = [];

    /// <summary>Who holds one of these rights.</summary>
    public static Access Of(params ImmutableArray<Right> anyOf) => new() { Kind = AccessKind.Rights, AnyOf = anyOf };

    /// <summary>Who holds the right.</summary>
    public static implicit operator Access(Right right) => Of(right);

    /// <summary>Whether an actor may use a route that needs this.</summary>
    public bool Allows(Actor actor) => Kind switch
    {
        AccessKind.Anonymous => true,
        AccessKind.User => actor.Kind == ActorKind.User,
        AccessKind.InPerson => actor.Kind == ActorKind.User && actor.InPerson,
        AccessKind.Administrator => actor.Kind == ActorKind.User && Rights.MayAdminister(actor),
        AccessKind.Agent => actor.Kind == ActorKind.Agent,
        AccessKind.Rights => actor.Kind is ActorKind.User or ActorKind.Client && AnyOf.Any(right => Rights.Has(actor, right)),
        _ => false,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind == AccessKind.Rights ? string.Join(" or ", AnyOf.Select(RightCatalog.Word)) : Kind.ToString();
}
