using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>A release on the progress page; <paramref name="Progress"/> is null when it was refused, or has been forgotten.</summary>
internal sealed record ProgressRow(SessionRelease Release, ReleaseProgress? Progress)
{
    public bool IsRefused => Progress is null && Release.Answer is not (ReleaseRequestCode.Accepted or ReleaseRequestCode.Unspecified);

    public bool Ended => Progress is null || Progress.Ended;

    public bool IsPrinted => Progress is { Stage: ReleaseStage.Completed };

    public bool IsBad => IsRefused || Progress is { Stage: ReleaseStage.NotPrinted or ReleaseStage.Partial };
}
