using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>Who asks for something, as the edge authenticated it. Grains decide by it and write it to the audit log (LG01).</summary>
public sealed record Actor
{
    private Actor()
    {
    }

    /// <summary>What kind of party.</summary>
    public ActorKind Kind { get; private init; }

    /// <summary>The user, for <see cref="ActorKind.User"/>.</summary>
    public UserId? UserId { get; private init; }

    /// <summary>That user's role at the time of the call.</summary>
    public UserRole Role { get; private init; }

    /// <summary>What roles give that user beside it, at the time of the call (AZ03).</summary>
    public ImmutableArray<HeldRight> Held { get; private init; } = [];

    /// <summary>The rights to which a program's token narrows it; null: somebody has logged in in person, and is not narrowed.</summary>
    public ImmutableArray<Right>? Limit { get; private init; }

    /// <summary>Whether somebody has logged in in person, and no program acts in that name.</summary>
    public bool InPerson => Kind == ActorKind.User && Limit is null;

    /// <summary>The agent, for <see cref="ActorKind.Agent"/>.</summary>
    public AgentId? AgentId { get; private init; }

    /// <summary>The program, for <see cref="ActorKind.Client"/>.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>From where: an address or a device's id; may be empty.</summary>
    public string Origin { get; private init; } = "";

    /// <summary>The name in the audit log: <c>user:{id}</c>, <c>agent:{id}</c>, <c>client:{id}</c>, <c>system</c> or <c>anonymous</c>.</summary>
    public string AuditName => Kind switch
    {
        ActorKind.User => $"user:{UserId}",
        ActorKind.Agent => $"agent:{AgentId}",
        ActorKind.Client => $"client:{ClientId}",
        ActorKind.System => "system",
        _ => "anonymous",
    };

    /// <summary>A user with the role that the record gives and nothing beside it; an inactive user is nobody.</summary>
    public static Actor Of(User user, string origin) => Of(user, [], origin);

    /// <summary>A user with the role that the record gives and what roles give beside it; an inactive user is nobody.</summary>
    public static Actor Of(User user, ImmutableArray<HeldRight> held, string origin) => user.Active
        ? new() { Kind = ActorKind.User, UserId = user.Id, Role = user.Role, Held = held, Origin = origin }
        : Anonymous(origin);

    /// <summary>The same, narrowed to what a program's token allows; what was not held is not gained.</summary>
    public Actor NarrowedTo(ImmutableArray<Right> rights) => this with { Limit = Limit is { } limit ? [.. limit.Intersect(rights)] : rights };

    /// <summary>A site agent.</summary>
    public static Actor Agent(AgentId agent, string origin) => new() { Kind = ActorKind.Agent, AgentId = agent, Origin = origin };

    /// <summary>A program in its own name, with the rights that it holds.</summary>
    public static Actor Client(ClientId client, ImmutableArray<HeldRight> held, string origin) => new() { Kind = ActorKind.Client, ClientId = client, Held = held, Origin = origin };

    /// <summary>The server itself.</summary>
    public static Actor System(string origin) => new() { Kind = ActorKind.System, Origin = origin };

    /// <summary>Nobody known.</summary>
    public static Actor Anonymous(string origin) => new() { Origin = origin };
}
