using Platen.Domain.Jobs;

namespace Platen.Domain.Users;

/// <summary>Who may do what (AZ01, AZ02).</summary>
public static class Rights
{
    /// <summary>Whether the actor administers the tenant.</summary>
    public static bool MayAdminister(Actor actor) =>
        actor.Kind == ActorKind.System || (actor.Kind == ActorKind.User && actor.Role == UserRole.Administrator);

    /// <summary>Whether the actor is that user.</summary>
    public static bool Is(Actor actor, UserId? user) => actor.Kind == ActorKind.User && user is not null && actor.UserId == user;

    /// <summary>Whether the actor may see, release or delete the job: its owner, or an administrator. An unclaimed job is the administrators' alone.</summary>
    public static bool MayHandle(Actor actor, Job job) => MayAdminister(actor) || Is(actor, job.Owner);

    /// <summary>Whether the actor may change the profile or the credentials of a user: that user, or an administrator.</summary>
    public static bool MayEdit(Actor actor, UserId user) => MayAdminister(actor) || Is(actor, user);
}
