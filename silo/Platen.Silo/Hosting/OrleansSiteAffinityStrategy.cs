using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;

namespace Platen.Silo.Hosting;

/// <summary>A grain of a site is placed on that site's silos while one is up, every other grain on a master. The scope travels in the grain type's properties.</summary>
internal sealed class OrleansSiteAffinityStrategy : PlacementFilterStrategy
{
    private const string ScopeProperty = "scope";

    /// <summary>For the silo, which fills it from the grain type's properties.</summary>
    public OrleansSiteAffinityStrategy()
        : this(OrleansSiteScope.Company)
    {
    }

    public OrleansSiteAffinityStrategy(OrleansSiteScope scope)
        : base(order: 0) => Scope = scope;

    /// <summary>The grain class's scope.</summary>
    public OrleansSiteScope Scope { get; private set; }

    public override void AdditionalInitialize(GrainProperties properties) =>
        Scope = Enum.TryParse(GetPlacementFilterGrainProperty(ScopeProperty, properties), out OrleansSiteScope scope) ? scope : OrleansSiteScope.Company;

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [new(ScopeProperty, Scope.ToString())];
}
