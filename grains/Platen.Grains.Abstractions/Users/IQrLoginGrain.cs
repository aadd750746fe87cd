using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>
/// One login at a panel by the phone's browser (AU27), for <see cref="LifeSeconds"/>. Kept in the record for that long, so that a restart or another silo does not end it. Its agent opens at most one session by it. Key:
/// <see cref="GrainKeys.QrLogin"/>.
/// </summary>
[Alias("platen.users.qr-login-grain")]
public interface IQrLoginGrain : IGrainWithStringKey
{
    /// <summary>How long a code can be approved.</summary>
    const int LifeSeconds = 90;

    /// <summary>Begins it, for the device whose panel shows the code.</summary>
    [Alias("begin")]
    Task<QrLoginView?> BeginAsync(SiteId site, DeviceId device, CancellationToken cancellationToken);

    /// <summary>What the phone shows; null: there is none of this code, or it is over.</summary>
    [Alias("get")]
    Task<QrLoginView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Approves it by the number that the panel shows; another number ends it.</summary>
    [Alias("approve")]
    Task<CommandResult> ApproveAsync(int number, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends it: it is not the user who stands there.</summary>
    [Alias("refuse")]
    Task<CommandResult> RefuseAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>How far it is, for the device that began it. An approval is told once.</summary>
    [Alias("collect")]
    Task<QrLoginAnswer> CollectAsync(SiteId site, DeviceId device, CancellationToken cancellationToken);
}
