using System.Collections.Concurrent;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>Releases that the test puts on the board; it notes which of them were canceled.</summary>
internal sealed class RecordedReleases : IReleases
{
    public ConcurrentDictionary<ReleaseId, ReleaseProgress> Board { get; } = new();

    public ConcurrentQueue<(ReleaseId Release, string Why)> Canceled { get; } = new();

    public ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CancelAsync(ReleaseId release, string why)
    {
        Canceled.Enqueue((release, why));
        return ValueTask.CompletedTask;
    }

    public ReleaseProgress? Find(ReleaseId release) => Board.GetValueOrDefault(release);

    public ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken) => throw new NotSupportedException();
}
