using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Jobs;

/// <summary>
/// Who may see and release which held job, and where: its owner, and those whom the owner names as delegates at this moment (PR16), at the devices that the job can reach (PR14, PR15).
/// Every question is answered from the replica as it is now, so a delegate who is taken off the list is one no more with the change that says so.
/// </summary>
internal sealed class JobAccess(IHeldJobs jobs, IReplica replica)
{
    /// <summary>Owners whose jobs one delegate is shown.</summary>
    private const int OwnersMax = 200;

    /// <summary>The jobs that a user may release at a device, newest first: the own ones, and those of the users who have named this one a delegate. Where there are more than the limit, see <see cref="ListedJobs"/>.</summary>
    public IReadOnlyList<HeldJob> List(UserId user, DeviceId device, int limit)
    {
        var own = jobs.ListOwnedBy(user, limit).Where(job => IsInReach(job, device));
        var others = replica.ListDelegatingTo(user).Take(OwnersMax)
            .SelectMany(owner => jobs.ListOwnedBy(owner, limit))
            .Where(job => IsInReach(job, device) && IsDelegate(job, user));
        return ListedJobs.Choose(own.Concat(others).OrderByDescending(job => job.ReceivedAt), job => job, limit);
    }

    /// <summary>A job that the user may release at the device; null: there is none of that id, or it is not for this user or not for here.</summary>
    public HeldJob? Find(JobId id, UserId user, DeviceId device) =>
        jobs.Find(id) is { } job && MayRelease(job, user) && IsInReach(job, device) ? job : null;

    /// <summary>Whether the user may release the job: the owner, or a delegate. A job without an owner is nobody's.</summary>
    public bool MayRelease(HeldJob job, UserId user) => (job.Owner is { } owner && owner == user) || IsDelegate(job, user);

    /// <summary>Whether the job can come out of that device.</summary>
    public static bool IsInReach(HeldJob job, DeviceId device) => job.Reach is not (JobReach.Device or JobReach.DeviceAtOnce) || job.SentTo == device;

    /// <summary>The job's owner, for people; empty when the user is the owner.</summary>
    public string OwnerName(HeldJob job, UserId user) =>
        job.Owner is { } owner && owner != user && replica.FindUser(owner) is { } record ? (record.DisplayName.Length > 0 ? record.DisplayName : record.LoginName) : "";

    private bool IsDelegate(HeldJob job, UserId user) =>
        job.AllowsDelegates && job.Owner is { } owner && replica.FindUser(owner) is { Active: true } record && replica.FindUser(user) is { Active: true }
        && record.DelegateUserIds.Contains(user.ToString());
}
