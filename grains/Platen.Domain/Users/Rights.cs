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

    /// <summary>Whether the actor may release the job: who may handle it, or a delegate whom the job's owner names now (PR16).</summary>
    public static bool MayRelease(Actor actor, Job job, User? owner) =>
        MayHandle(actor, job) || (actor is { Kind: ActorKind.User, UserId: { } user } && IsDelegate(user, job, owner));

    /// <summary>Whether the user is a delegate of the job's owner, and the job is one that delegates may release.</summary>
    public static bool IsDelegate(UserId user, Job job, User? owner) =>
        job.AllowsDelegates && owner is { Active: true } && owner.Id == job.Owner && owner.Delegates.Contains(user);

    /// <summary>Whether the actor may change the profile or the credentials of a user: that user, or an administrator.</summary>
    public static bool MayEdit(Actor actor, UserId user) => MayAdminister(actor) || Is(actor, user);
}
