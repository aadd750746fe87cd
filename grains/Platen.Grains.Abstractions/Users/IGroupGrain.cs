using Orleans.Concurrency;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A group of users. Who is in it is with the users: <see cref="UpdateUser.Groups"/>. Key: <see cref="GrainKeys.Group"/>.</summary>
[Alias("platen.users.group-grain")]
public interface IGroupGrain : IGrainWithStringKey
{
    /// <summary>The group, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<Group?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records or changes a group made here; a directory's groups are changed there. Administrators only.</summary>
    [Alias("put")]
    Task<CommandResult> PutAsync(PutGroup command, Actor actor, CancellationToken cancellationToken);
}
