using System.Globalization;
using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// Copies for a device that cannot be asked for them: the document is sent as often as it is wanted, so that what is charged comes out. A device that takes one connection at a time is busy with the copy before; it
/// is asked again, for as long as a busy device is.
/// </summary>
internal sealed class RepeatedDelivery(IOptions<DeliveryOptions> options, TimeProvider time)
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <summary>Sends each copy; the first that does not come out ends it.</summary>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, int copies, Func<int, Task<DeliveryOutcome>> sendAsync, CancellationToken cancellationToken)
    {
        var outcome = await sendAsync(1);
        var sent = outcome.BytesSent;
        for (var number = 2; number <= copies && outcome.Outcome == ReleaseOutcome.Completed; number++)
        {
            outcome = delivery.Canceled.IsCancellationRequested
                ? new DeliveryOutcome(ReleaseOutcome.NotPrinted, 0, default, delivery.CancelReason())
                : await PatientlyAsync(delivery, number, sendAsync, cancellationToken);
            sent += outcome.BytesSent;
            if (outcome.Outcome != ReleaseOutcome.Completed)
            {
                // copies are out already: trying all of them again would print these twice
                var reason = string.Create(CultureInfo.InvariantCulture, $"{number - 1} of {copies} copies were sent. {outcome.Reason}");
                return outcome with { Outcome = ReleaseOutcome.Partial, BytesSent = sent, Reason = reason, IsTransient = false };
            }
        }

        return outcome with { BytesSent = sent };
    }

    private async Task<DeliveryOutcome> PatientlyAsync(Delivery delivery, int number, Func<int, Task<DeliveryOutcome>> sendAsync, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var outcome = await sendAsync(number);
            if (!outcome.IsTransient || time.GetElapsedTime(begun) >= options.Value.BusyMax)
            {
                return outcome;
            }

            delivery.Progress.Waiting(outcome.Reason);
            await Task.Delay(Pauses.After(attempt), time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return outcome with { Reason = delivery.CancelReason(), IsTransient = false };
            }
        }
    }
}
