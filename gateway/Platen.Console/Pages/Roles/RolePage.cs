using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Roles;

/// <summary>What adding and changing a role share: the matrix of rights.</summary>
public abstract class RolePage : ConsolePage
{
    /// <inheritdoc/>
    public override string Section => "roles";

    /// <summary>The rights that are ticked.</summary>
    public ImmutableArray<Right> Ticked { get; protected set; } = [];

    /// <summary>The rights by area.</summary>
    public static IEnumerable<IGrouping<string, RightInfo>> Areas => RightCatalog.Delegable.GroupBy(info => info.Area);

    /// <summary>Reads the form; a word that is no right is dropped, for no browser sends one.</summary>
    protected PutRole Read(RoleId id)
    {
        Ticked = [.. Form.Text("right").Split(',').Select(word => RightCatalog.TryParse(word, out var right) ? right : Right.Unspecified).Where(right => right != Right.Unspecified)];
        return new PutRole { Role = id, Name = Form.Text("name"), Rights = Ticked };
    }
}
