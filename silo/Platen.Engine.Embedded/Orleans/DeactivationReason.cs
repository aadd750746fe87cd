namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>Creates a reason.</summary>
    /// <param name="code">The kind.</param>
    /// <param name="text">For people.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, exception: null, text)
    {
    }

    /// <summary>Creates a reason.</summary>
    /// <param name="code">The kind.</param>
    /// <param name="exception">The fault behind it.</param>
    /// <param name="text">For people.</param>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>For people.</summary>
    public string Description { get; }

    /// <summary>The kind.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The fault behind it, if any.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc />
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}
