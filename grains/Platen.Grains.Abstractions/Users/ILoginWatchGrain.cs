using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>
/// Looks at wrong PINs and passwords of all branches together, and slows every panel down when they look like one attack (AU14). What it has counted is in the record too, so that a restart gives no new tries. Key:
/// <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.users.login-watch-grain")]
public interface ILoginWatchGrain : IGrainWithStringKey
{
    /// <summary>Counts a failure.</summary>
    [Alias("note")]
    Task NoteAsync(LoginFailure failure, CancellationToken cancellationToken);
}
