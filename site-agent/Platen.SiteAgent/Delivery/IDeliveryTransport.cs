namespace Platen.SiteAgent.Delivery;

/// <summary>A protocol toward devices (PR08). What the device or the network does wrong is an outcome; only faults of the agent itself are exceptions.</summary>
internal interface IDeliveryTransport
{
    /// <summary>Whether it serves this protocol.</summary>
    bool Serves(DeliveryProtocol protocol);

    /// <summary>Delivers one document.</summary>
    Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken);
}
