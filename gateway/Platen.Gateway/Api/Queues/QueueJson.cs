using Platen.Domain.Queues;

namespace Platen.Gateway.Api.Queues;

/// <summary>A queue.</summary>
internal sealed record QueueJson(
    string Id, string Name, QueueKind Kind, UnknownOwnerPolicy UnknownOwner, string? Device, int RawPort, long KeepHeldMinutes, long KeepReleasedMinutes, PricesJson Prices, IntakeJson Intake, CopyPlace Copies,
    string? CopySite)
{
    public static QueueJson Of(Queue queue) => new(
        queue.Id.Value, queue.Name, queue.Kind, queue.UnknownOwner, queue.Device?.Value, queue.RawPort,
        (long)queue.KeepHeld.TotalMinutes, (long)queue.KeepReleased.TotalMinutes, PricesJson.Of(queue.Prices), IntakeJson.Of(queue.Intake), queue.Copies.Place,
        queue.Copies.Site?.Value);
}
