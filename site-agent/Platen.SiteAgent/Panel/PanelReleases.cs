using Platen.SiteAgent.Offline;
using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Panel;

/// <summary>Releases a session's own jobs at its device, and finds its releases again.</summary>
internal sealed class PanelReleases(IReleases releases, IHeldJobs jobs, JobAccess access, IRoamingReleases roaming, RemoteJobs remote, JobPasswords passwords, OfflineGate offline, TimeProvider time)
{
    private const int FreeGuesses = 5;
    private static readonly TimeSpan GuessForgivenAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GuessDelayMax = TimeSpan.FromMinutes(5);

    private readonly AttemptThrottle _guesses = new(FreeGuesses, GuessForgivenAfter, GuessDelayMax, time);

    private int _waiters;

    /// <summary>The user's own job; null when there is none of that id, or it is somebody else's: which, is not told.</summary>
    public HeldJob? FindOwn(PanelSession session, JobId job) => jobs.Find(job) is { } held && held.Owner == session.User ? held : null;

    /// <summary>A job that the user may release here: an own one, or one of somebody who named the user a delegate (PR16); else null.</summary>
    public HeldJob? FindReleasable(PanelSession session, JobId job) => access.Find(job, session.User, session.Device);

    /// <summary>A job at another site that the user may release; null when the panel has not listed one of that id. Whether it is so, its holder decides once more.</summary>
    public RemoteJob? FindRemote(PanelSession session, JobId job) => remote.Find(session.User, job) is { } found && access.MayRelease(found.Job, session.User) ? found : null;

    /// <summary>Whether the user has a job of that id, here or elsewhere.</summary>
    public bool Owns(PanelSession session, JobId job) => FindOwn(session, job) is not null || FindRemote(session, job)?.Job.Owner == session.User;

    /// <summary>Whether the user may release a job of that id at this device, wherever it lies: an own one, or one of somebody who named the user a delegate (PR16).</summary>
    public bool MayRelease(PanelSession session, JobId job) => FindReleasable(session, job) is not null || FindRemote(session, job) is not null;

    /// <summary>Releases a job. The same release id again gets the same answer (I2).</summary>
    /// <param name="session">Who, and where.</param>
    /// <param name="action">What the user did; one action may release many jobs.</param>
    /// <param name="job">The job.</param>
    /// <param name="release">The release's id.</param>
    /// <param name="finishing">How it is to come out.</param>
    /// <param name="isFirstPrint">The page did not show the job as printed: if it was printed since, here or at another site, it is not printed again by this (I2).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="pin">What was typed as the job's own PIN; empty: nothing.</param>
    /// <returns>Null when the job is not the user's and the release is not one of this session.</returns>
    public async ValueTask<ReleaseRequestResult?> RequestAsync(PanelSession session, Guid action, JobId job, ReleaseId release, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken, string pin = "")
    {
        var known = session.FindRelease(release);
        var title = known is null ? (FindReleasable(session, job) ?? FindRemote(session, job)?.Job)?.Title : known.Job == job ? known.Title : null;
        if (title is null)
        {
            return null;
        }

        // a retry comes here even when its job is gone by now, because it was printed
        if (known is not null && releases.Find(release) is { } progress)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", progress);
        }

        if ((FindReleasable(session, job) ?? FindRemote(session, job)?.Job) is { } wanted && offline.WhyNotRelease(session.User, wanted, release) is var barred and not ReleaseRequestCode.Unspecified)
        {
            session.Remember(new SessionRelease(release, job, title, action, barred));
            return new ReleaseRequestResult(barred, PanelTexts.Refused(barred), null);
        }

        session.Remember(new SessionRelease(release, job, title, action, ReleaseRequestCode.Unspecified));
        if (FindReleasable(session, job) is { } held && !await UnlockAsync(held, pin, cancellationToken))
        {
            offline.GiveBack(release);
            session.Remember(new SessionRelease(release, job, title, action, ReleaseRequestCode.PinNeeded));
            return new ReleaseRequestResult(ReleaseRequestCode.PinNeeded, PanelTexts.PinNeeded, null);
        }

        var result = FindReleasable(session, job) is null && FindRemote(session, job) is { } elsewhere
            ? await roaming.RequestAsync(elsewhere, release, session.Device, session.User, finishing, isFirstPrint, cancellationToken)
            : await releases.RequestAsync(job, release, session.Device, session.User, ReleaseRight.User, finishing, isFirstPrint, cancellationToken);
        if (result.Code != ReleaseRequestCode.Accepted)
        {
            offline.GiveBack(release);
        }

        session.Remember(new SessionRelease(release, job, title, action, result.Code));
        return result;
    }

    // The right PIN opens the job for good. It stays held all the same, so that a direct queue does not send it elsewhere before this release has it.
    private async ValueTask<bool> UnlockAsync(HeldJob job, string pin, CancellationToken cancellationToken)
    {
        var kept = job.Ticket.PasswordHash;
        if (kept.Length == 0)
        {
            return true;
        }

        var key = job.Id.ToString();
        if (pin.Length == 0 || _guesses.Enter(key) is not null || await passwords.VerifyAsync(kept, pin, cancellationToken) != true)
        {
            return false;
        }

        _guesses.Forgive(key);
        await jobs.ChangeTicketAsync(
            job.Id,
            now =>
            {
                var ticket = now.Ticket.Clone();
                (ticket.PasswordHash, ticket.Held) = ("", true);
                return ticket;
            },
            cancellationToken);
        return true;
    }

    /// <summary>A release of this session, or of a job that the user has here; null when it is neither, or is not known any more.</summary>
    public ReleaseProgress? Find(PanelSession session, ReleaseId release) =>
        releases.Find(release) is { } progress && progress.Device == session.Device
        && (session.FindRelease(release) is not null || FindReleasable(session, progress.Job) is not null)
            ? progress
            : null;

    /// <summary>Waits, a bounded time, for a release to go on.</summary>
    public async ValueTask<ReleaseProgress> WaitAsync(ReleaseProgress seen, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (seen.Ended || wait <= TimeSpan.Zero)
        {
            return seen;
        }

        if (Interlocked.Increment(ref _waiters) > PanelLimits.WaitersMax)
        {
            Interlocked.Decrement(ref _waiters);
            AgentInstruments.OnLimit(LimitNames.PanelWaiters);
            return seen;
        }

        using var timeout = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await releases.WaitForChangeAsync(seen.Release, seen, either.Token) ?? seen;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return seen;
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    /// <summary>
    /// The release id of one job under an action's base id: the base's time, and random bits made of base and job. So a form that is sent twice names the same releases.
    /// </summary>
    public static ReleaseId Derive(Guid action, JobId job)
    {
        Span<byte> input = stackalloc byte[32];
        action.TryWriteBytes(input, bigEndian: true, out _);
        job.Value.TryWriteBytes(input[16..], bigEndian: true, out _);
        Span<byte> id = stackalloc byte[32];
        SHA256.HashData(input, id);
        input[..6].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new ReleaseId(new Guid(id[..16], bigEndian: true));
    }
}
