namespace Orleans.Runtime;

/// <summary>A call was refused because the engine is shutting down or has stopped. It never ran, unless it was running at the shut-down time-out.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Creates it.</summary>
    public SiloUnavailableException()
        : base("The grain engine is not available.")
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="msg">Why.</param>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">The cause.</param>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
