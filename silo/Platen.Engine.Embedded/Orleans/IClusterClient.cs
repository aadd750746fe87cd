namespace Orleans;

/// <summary>A client of the grains. In one process it is the same as <see cref="IGrainFactory"/>.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The service provider of the host.</summary>
    IServiceProvider ServiceProvider { get; }
}
