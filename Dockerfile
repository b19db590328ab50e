# The image of one service. Build the jars first, then for example:
#   ./mvnw package -DskipTests && docker build --build-arg SERVICE=dispatch --tag rond/dispatch .
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${JAVA_IMAGE} AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}-service/target/${SERVICE}-service-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination /layers

FROM ${JAVA_IMAGE}
WORKDIR /rond
# What changes least comes first: a new build of Rond sends its last two layers only.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
COPY --chmod=555 docker/ready ./
# A number, so that an orchestrator can see that it is not root; nobody owns anything in here, and nothing is written.
USER 10001:10001
ENV SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["/rond/ready"]
# Ends, and is started again, instead of limping on. JAVA_TOOL_OPTIONS adds to these.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:+PerfDisableSharedMem", "-jar", "service.jar"]
