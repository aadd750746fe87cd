using System.Collections.Immutable;
using Platen.Domain.Jobs;
using Platen.Domain.Roles;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>Who may do what (AZ01–AZ06). Pages and calls ask first, grains ask again: the grain is the last guard.</summary>
public static class Rights
{
    /// <summary>Whether the actor administers the tenant: every right, everywhere. A program with a narrowed token does not, whoever it acts for.</summary>
    public static bool MayAdminister(Actor actor) =>
        actor.Kind == ActorKind.System || (actor.Kind == ActorKind.User && actor.Role == UserRole.Administrator && actor.Limit is null);

    /// <summary>Whether the actor holds the right anywhere.</summary>
    public static bool Has(Actor actor, Right right) => Find(actor, right) is not null;

    /// <summary>Whether the actor holds the right in the whole tenant.</summary>
    public static bool HasEverywhere(Actor actor, Right right) => Find(actor, right) is { IsEverywhere: true };

    /// <summary>Whether the actor holds the right at that site.</summary>
    public static bool HasAt(Actor actor, Right right, SiteId site) => Find(actor, right) is { } held && held.HoldsAt(site);

    /// <summary>The sites at which the actor holds the right; null: all of them. Empty: none.</summary>
    public static ImmutableArray<SiteId>? SitesOf(Actor actor, Right right) => Find(actor, right) is { } held ? held.IsEverywhere ? null : held.Sites : [];

    /// <summary>Whether the actor holds the right over that user: everywhere, or over the members of a group that the user is in, directly or by groups within groups.</summary>
    public static bool HasOver(Actor actor, Right right, User user) => Find(actor, right) is { } held && held.HoldsOver(user.Groups);

    /// <summary>The groups over whose members the actor holds the right; null: it holds everywhere. Empty: over nobody.</summary>
    public static ImmutableArray<GroupId>? GroupsOf(Actor actor, Right right) => Find(actor, right) is { } held ? held.IsEverywhere ? null : held.Groups : [];

    /// <summary>Whether the actor may see a group and who is in it.</summary>
    public static bool MayRead(Actor actor, GroupId group) => GroupsOf(actor, Right.ReadUsers) is not { } groups || groups.Contains(group);

    /// <summary>Whether the actor holds a right as widely as this.</summary>
    public static bool Covers(Actor actor, HeldRight right) => Find(actor, right.Right) is { } held && held.Covers(right);

    /// <summary>Whether the actor is that user.</summary>
    public static bool Is(Actor actor, UserId? user) => actor.Kind == ActorKind.User && user is not null && actor.UserId == user;

    /// <summary>Whether the actor may see the job: its owner, or who may see the jobs of others at its site. An unclaimed job is not for ordinary users.</summary>
    public static bool MaySee(Actor actor, Job job) => HasAt(actor, Right.ReadJobs, job.Site) || IsOwn(actor, job);

    /// <summary>Whether the actor may release or delete the job: its owner, or who may manage the jobs of others at its site.</summary>
    public static bool MayHandle(Actor actor, Job job) => HasAt(actor, Right.ManageJobs, job.Site) || IsOwn(actor, job);

    /// <summary>Whether the actor may release the job: who may handle it, or a delegate whom the job's owner names now (PR16).</summary>
    public static bool MayRelease(Actor actor, Job job, User? owner) =>
        MayHandle(actor, job) || (Has(actor, Right.OwnJobs) && actor is { Kind: ActorKind.User, UserId: { } user } && IsDelegate(user, job, owner));

    /// <summary>Whether the user is a delegate of the job's owner, and the job is one that delegates may release.</summary>
    public static bool IsDelegate(UserId user, Job job, User? owner) =>
        job.AllowsDelegates && owner is { Active: true } && owner.Id == job.Owner && owner.Delegates.Contains(user);

    /// <summary>Whether the actor may see a user: that user, or who may see such users.</summary>
    public static bool MayRead(Actor actor, User user) => HasOver(actor, Right.ReadUsers, user) || (Is(actor, user.Id) && Has(actor, Right.OwnProfile));

    /// <summary>Whether the actor may change the profile of a user: that user, or who may change such users.</summary>
    public static bool MayEdit(Actor actor, User user) => HasOver(actor, Right.EditUsers, user) || (Is(actor, user.Id) && Has(actor, Right.OwnProfile));

    /// <summary>Whether the actor may change PIN, cards and password of a user: that user, or who may change those of others.</summary>
    public static bool MayEditCredentials(Actor actor, User user) => HasOver(actor, Right.EditCredentials, user) || (Is(actor, user.Id) && Has(actor, Right.OwnCredentials));

    /// <summary>Whether the actor may see and end sessions, tokens and programs of a user: that user, or who may change such users.</summary>
    public static bool MayEndLogins(Actor actor, User user) => HasOver(actor, Right.EditUsers, user) || (Is(actor, user.Id) && Has(actor, Right.OwnCredentials));

    /// <summary>
    /// Whether the actor holds all that somebody else holds: only then may the actor change that one's credentials or shut that one out. Else whoever sets passwords would be whoever they like.
    /// </summary>
    public static bool IsOver(Actor actor, User other, ImmutableArray<HeldRight> held) =>
        MayAdminister(actor) || (other.Role != UserRole.Administrator && held.All(right => Covers(actor, right)));

    private static bool IsOwn(Actor actor, Job job) => Is(actor, job.Owner) && Has(actor, Right.OwnJobs);

    private static HeldRight? Find(Actor actor, Right right)
    {
        if (actor.Kind == ActorKind.System)
        {
            return new HeldRight(right, []);
        }

        if (actor.Kind is not (ActorKind.User or ActorKind.Client) || (actor.Limit is { } limit && !limit.Contains(right)))
        {
            return null;
        }

        // what is a person's own, a program in its own name has not
        return actor.Kind == ActorKind.Client ? actor.Held.FirstOrDefault(held => held.Right == right && !RightCatalog.Own.Contains(right)) : actor.Role == UserRole.Administrator || RightCatalog.Own.Contains(right) ? new HeldRight(right, []) : actor.Held.FirstOrDefault(held => held.Right == right);
    }
}
