using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Offline;

/// <summary>What people may do while the site is cut off, and for how long (MS05, I5). Online, it lets everything through.</summary>
internal sealed class OfflineGate(IReplica replica, ISiteLinkState link, OfflinePages pages)
{
    /// <summary>How long a site may work alone when its policy does not say so.</summary>
    private static readonly TimeSpan LimitUnset = TimeSpan.FromDays(3);

    private static readonly OfflinePolicy Everything = new() { TakesNewCards = true };

    /// <summary>The server is out of reach.</summary>
    public bool IsOffline => !link.IsOnline;

    /// <summary>It is for longer than the administrator allows.</summary>
    public bool IsOver => IsOffline && (link.OfflineFor is not { } gone || gone > Limit);

    /// <summary>How long people can go on without the server; null: it is in reach.</summary>
    public TimeSpan? Left => !IsOffline ? null : link.OfflineFor is { } gone && gone < Limit ? Limit - gone : TimeSpan.Zero;

    /// <summary>New cards are taken on as pending.</summary>
    public bool TakesNewCards => IsOffline && !IsOver && Policy.TakesNewCards;

    /// <summary>Wishes for a new PIN are taken on as pending.</summary>
    public bool TakesNewPins => IsOffline && !IsOver && !Policy.BarsNewPins;

    /// <summary>Pending cards work here.</summary>
    public bool NewCardsWork => IsOffline && !IsOver && Policy is { TakesNewCards: true, NewCardsWorkHere: true };

    /// <summary>What being cut off means for people now; empty: the site is not.</summary>
    public string Notice => Left is { } left ? PanelTexts.Offline(left, BarsRelease, Policy.BarsDelete) : "";

    private bool BarsRelease => IsOver || Policy.BarsRelease;

    private TimeSpan Limit => replica.Policy is { OfflineSecondsMax: > 0 } policy ? TimeSpan.FromSeconds(policy.OfflineSecondsMax) : LimitUnset;

    private OfflinePolicy Policy => replica.Policy?.Offline ?? Everything;

    /// <summary>Whether this way to log in is not allowed now.</summary>
    public bool Bars(LoginMethod method) => IsOffline && method switch
    {
        LoginMethod.Card => Policy.BarsCard,
        LoginMethod.Pin => Policy.BarsPin,
        LoginMethod.Password => Policy.BarsPassword,
        LoginMethod.CardAndPin => Policy.BarsCard || Policy.BarsPin,
        LoginMethod.CardAndPassword => Policy.BarsCard || Policy.BarsPassword,
        _ => false,
    };

    /// <summary>Whether nothing may be deleted now.</summary>
    public bool BarsDelete => IsOffline && (IsOver || Policy.BarsDelete);

    /// <summary>Why a job may not be released now; unspecified: it may, and its pages are counted against the user's.</summary>
    public ReleaseRequestCode WhyNotRelease(UserId user, HeldJob job, ReleaseId release)
    {
        if (!IsOffline)
        {
            return ReleaseRequestCode.Unspecified;
        }

        if (BarsRelease)
        {
            return ReleaseRequestCode.BarredOffline;
        }

        if (job.WasPrinted && Policy.BarsReprint)
        {
            return ReleaseRequestCode.ReprintBarredOffline;
        }

        return Policy.PagesPerUserMax == 0 || pages.TryTake(user, release, PagesOf(job), Policy.PagesPerUserMax) ? ReleaseRequestCode.Unspecified : ReleaseRequestCode.PagesUsedOffline;
    }

    /// <summary>A release that was let through did not begin.</summary>
    public void GiveBack(ReleaseId release) => pages.GiveBack(release);

    /// <summary>Whether no document may go from branch to branch now, neither out of this one nor to a device here: over the direct way a neighbour is in reach when the server is not.</summary>
    public bool BarsRoaming => IsOffline && BarsRelease;

    // what nobody counted is no number of pages, and takes none; one that has used all of its pages prints it no more either
    private static long PagesOf(HeldJob job) => job.Facts.Pages is { HasPages: true } count ? (long)Math.Max(0, count.Pages) * Math.Max(1, job.Facts.Copies) : 0;
}
