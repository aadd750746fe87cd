using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices;

/// <summary>How the site's devices are, as they were last seen: for panels, which must not wait for a device.</summary>
internal interface IDeviceStates
{
    /// <summary>What was seen last, if that is not too long ago to be said; null: not known.</summary>
    DeviceSeen? Find(string deviceId);

    /// <summary>Asks the device anew, in the background, unless it was asked a moment ago. Never waits.</summary>
    void Freshen(ReplicaDevice device);
}
