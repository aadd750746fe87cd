namespace Platen.Silo.Hosting;

/// <summary>Whose silos a grain class belongs on.</summary>
internal enum OrleansSiteScope
{
    /// <summary>The masters'.</summary>
    Company = 1,

    /// <summary>Those of the site that the grain's key names.</summary>
    Site = 2,
}
