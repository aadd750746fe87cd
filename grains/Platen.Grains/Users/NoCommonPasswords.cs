using Platen.Domain.Ports;

namespace Platen.Grains.Users;

/// <summary>There is no list: only what the domain finds by itself is refused.</summary>
internal sealed class NoCommonPasswords : ICommonPasswords
{
    public bool Has(string password) => false;
}
