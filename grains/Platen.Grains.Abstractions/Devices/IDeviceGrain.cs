using Orleans.Concurrency;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Abstractions.Devices;

/// <summary>A device of a site. Key: <see cref="GrainKeys.Device"/>.</summary>
[Alias("platen.devices.device-grain")]
public interface IDeviceGrain : IFactGrain
{
    /// <summary>The device, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<DeviceView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records the device, or replaces its settings; all errors are named at once. Administrators only.</summary>
    [Alias("put")]
    Task<CommandResult> PutAsync(PutDevice command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes the device out of use; its record stays for the ledger. Administrators only.</summary>
    [Alias("remove")]
    Task<CommandResult> RemoveAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes note of a login whose fact the user's grain has applied.</summary>
    [Alias("note-session")]
    Task NoteSessionAsync(DeviceSession session, CancellationToken cancellationToken);

    /// <summary>Takes note of a logout whose fact was applied.</summary>
    [Alias("forget-session")]
    Task ForgetSessionAsync(string session, CancellationToken cancellationToken);

    /// <summary>Asks the agent to end a panel session. That session's user, or administrators.</summary>
    [Alias("end-session")]
    Task<CommandResult> EndSessionAsync(string session, Actor actor, CancellationToken cancellationToken);
}
